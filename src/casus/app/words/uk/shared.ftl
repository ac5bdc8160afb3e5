# Те, що всі сторінки кажуть однаково.
attack-grey = Прихований напад
attack-probe = Проба сил
attack-limited = Обмежений напад
attack-full = Повномасштабний напад
verdict-supported = підтверджено
verdict-refuted = спростовано
verdict-contested = спірно
verdict-not-testable = не перевіряється
answer-of-a-model = Відповідь моделі, а не прогноз.
