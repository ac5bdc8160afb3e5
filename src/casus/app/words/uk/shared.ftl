# Те, що всі сторінки кажуть однаково.
attack-grey = Прихований напад
attack-probe = Проба сил
attack-limited = Обмежений напад
attack-full = Повномасштабний напад
verdict-supported = підтверджено
verdict-refuted = спростовано
verdict-contested = спірно
verdict-not-testable = перевірити неможливо
strength-always = завжди
strength-usually = зазвичай
strength-in-most-worlds = у більшості світів
strength-in-some-worlds = у деяких світах
strength-on-average = у середньому
answer-of-a-model = Відповідь моделі, а не прогноз.
