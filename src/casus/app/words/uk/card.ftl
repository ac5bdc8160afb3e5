# Картка: одне твердження для читача, який має одну хвилину.
heading = Твердження під перевіркою
paraphrased = Переказано нейтральними словами, це не цитата.
said-by = Хто це стверджує: { $who }.
source = Джерело: { $source } ({ $seen ->
    [yes] прочитано
   *[no] укладач твердження його не читав
}).
partial = НЕПОВНЕ: обчислення зупинено завчасно; незіграного тут немає.

# Наскільки твердо це сказано і чого це вимагає.
asks = Ці слова, прочитані як «{ $strength }», вимагають щонайменше { NUMBER($bar) } % світів.
stands = Найсильніші слова, які воно витримує: «{ $strength }».
stands-not = Не витримує навіть «{ $strength }».
verdict-as = { $verdict } як «{ $strength }»
asks-average = Ідеться про середні значення: для всіх світів разом це або так, або ні.

# Що виявлено. Слова про ймовірність узято зі шкали МГЕЗК (IPCC).
in-worlds = Справджується у { NUMBER($share, maximumFractionDigits: 1) } % з { NUMBER($n) } { $n ->
    [one] можливого світу
   *[other] можливих світів
} (95-відсотковий інтервал: від { NUMBER($low, maximumFractionDigits: 1) } до { NUMBER($high, maximumFractionDigits: 1) } %): { $word } в цій моделі.
on-average = У середньому за { NUMBER($n) } { $n ->
    [one] світом
   *[other] світами
} { $true ->
    [yes] справджується
   *[no] не справджується
}; так виходить у { NUMBER($share, maximumFractionDigits: 1) } % з { NUMBER($resamples) } повторних вибірок: { $word }.
once = { $true ->
    [yes] Справджується
   *[no] Не справджується
} в єдиному обчисленні, яке на це відповідає; частки світів немає.
no-number = Це обчислення не дає для нього числа: { $why }
laws-against = Закони наземного бою, за якими виходить навпаки: { $laws }.
structure = Однаково в усіх світах: вирішує будова моделі, а не її невизначеність.
word-virtually-certain = практично напевно
word-extremely-likely = надзвичайно ймовірно
word-very-likely = дуже ймовірно
word-likely = ймовірно
word-more-likely-than-not = радше так, ніж ні
word-about-as-likely-as-not = приблизно порівну
word-less-likely-than-not = радше ні, ніж так
word-unlikely = малоймовірно
word-very-unlikely = дуже малоймовірно
word-extremely-unlikely = надзвичайно малоймовірно
word-exceptionally-unlikely = майже виключено
word-not-settled = надто невизначено для одного слова
word-apart = відрізняється від випадковості
word-not-apart = не відрізняється від випадковості
caveat = { answer-of-a-model } Частки — це частки світів, які допускають діапазони моделі, а не ймовірності подій.

# Графік.
chart = Частка світів, де це справджується, за законом бою
chart-average = Частка повторних вибірок, де це так, за законом бою
all-worlds = усі світи
asked-here = вимагається
percent = { NUMBER($share, minimumFractionDigits: 1, maximumFractionDigits: 1) } %
chart-key = Точка: частка. Смуга: 95-відсотковий інтервал (Монте-Карло).
chart-key-average = Точка: частка повторних вибірок зі світів.

# Де не справджується, на чому стоїть, про що тут не сказано.
fails = Де не справджується
fails-nowhere = Серед зіграних світів немає жодного, де воно не справдилося б.
fails-everywhere = Не справджується в жодному із зіграних світів.
fails-unnamed = Простих умов, за яких воно не справджується, не названо.
fails-once = Одне обчислення умов не має.

# Умови, і чому числа немає.
fails-in = У { NUMBER($mass, maximumFractionDigits: 1) } % світів — тих, де { $where }, — не справджується в { NUMBER($density, maximumFractionDigits: 1) } % випадків (серед усіх світів — у { NUMBER($base, maximumFractionDigits: 1) } %); це { NUMBER($coverage, maximumFractionDigits: 1) } % усіх невдач.
fails-turned = У тій половині світів, де { $where }, виходить навпаки: різниця там { $here }, а загалом { $overall }.
is = { $drawn ->
    [yes] випадає
   *[no] становить
}
where-above = «{ $what }» { is } понад { $limit }
where-below = «{ $what }» { is } менше ніж { $limit }
where-between = «{ $what }» { is } від { $low } до { $high }
where-at-least = «{ $what }» { is } щонайменше { $limit }
where-at-most = «{ $what }» { is } щонайбільше { $limit }
where-exactly = «{ $what }» { is } { $limit }
where-among = «{ $what }»: { $words }
where-not-one = «{ $what }»: не { $words }
where-none-of = «{ $what }»: ні { $words }
and = { $first } і { $last }
or = { $first } або { $last }
nor = { $first }, ні { $last }
number = { $number }
about = приблизно { $number }
never = «ніколи»
unit = { $unit ->
    [day] дн.
    [hour] год
    [month] міс.
    [year] р.
    [km] км
    [m] м
    [km2] км²
    [km-per-day] км на добу
    [km-per-brigade] км фронту на бригаду
    [km2-per-month] км² на місяць
    [per-day] частки на добу
    [brigade] бриг.
    [brigade-per-day] бриг. на добу
    [t] т
    [t-per-day] т на добу
    [person] ос.
    [person-per-day] ос. на добу
    [kperson] тис. ос.
    [person-per-km2] ос. на км²
    [t-per-brigade] т на бригаду
    [train-per-brigade] поїздів на бригаду
    [train-per-day] поїздів на добу
    [hour-per-day] год на добу
    [aircraft] літ.
    [sortie-per-day] вильотів на добу
    [battery] батарей
    [weapon-per-day] засобів на добу
    [weapon-per-month] засобів на місяць
    [weapon] засобів
    [shot] перехоплювачів на ціль
    [MEUR] млн євро
    [MEUR-per-year] млн євро на рік
    [MEUR-per-day] млн євро на добу
    [MEUR-per-kperson] млн євро на тис. ос.
    [MEUR-per-brigade] млн євро на бригаду
    [MEUR-per-aircraft] млн євро на літак
    [MUSD] млн дол. США
    [EUR-per-USD] євро за долар США
   *[other] { $unit }
}
untested-lacks = зіграно без того, про що воно говорить: { $things }; casus claims SCENARIO зіграє все потрібне, разом із варіантами.
untested-few-worlds = воно стосується { NUMBER($n) } { $n ->
    [one] світу
   *[other] світів
} з { NUMBER($of) }; менше ніж { $fewest } нічого не вирішують.
untested-few-averaged = те, що воно усереднює, буває в { NUMBER($n) } { $n ->
    [one] світі
   *[other] світах
}; менше ніж { $fewest } нічого не вирішують.
untested-undefined = того, що воно усереднює, немає в жодному світі цього дослідження.
lack = { $kind ->
    [design] проєкт гарантій
    [attack] варіант нападу
    [lens] лінза
   *[quantity] величина
} { $how ->
    [with-the-tag] з міткою «{ $name }»
    [with-the-tags] з мітками «{ $name }»
    [tagged] з міткою «{ $name }»
    [for-the-set] з набору «{ $name }»
   *[named] «{ $name }»
}

rests = На чому це стоїть
rests-grades = З того, що пояснюють окремі величини: { $parts }.
rests-grade = { $grade ->
    [A] кілька джерел або дані (ступінь A)
    [B] одне добре джерело (ступінь B)
    [C] слабкі джерела або судження (ступінь C)
    [chance] власна випадковість моделі
   *[other] { $grade }
} — { NUMBER($share, maximumFractionDigits: 0) } %
rests-most = Найбільше: { $what } ({ $evidence }, ступінь { $grade }).
rests-most-chance = Найбільше: { $what }.
rests-nothing = Жодна окрема величина не пояснює, чи це справджується.
silent = Про що тут не сказано
silent-coding = Чи означає перевірений вираз те, що мав на увазі автор.
silent-model = Чи правдива модель: більша кількість світів її не виправить.
silent-rest = Про варіанти, напади й рішення, яких не зіграно.
foot = Casus { $version }, сценарій «{ $scenario }» ({ $digest }), свідчення { $evidence }, { NUMBER($draws) } { $draws ->
    [one] світ
    [few] світи
   *[other] світів
}, зерно { $seed }.
foot-again = Повний перевірений вираз: casus claims STUDY --claims { $claim }
in-english = Мовою даних, англійською, наведено твердження, його джерело, назви величин і законів бою та причину, записану укладачем твердження.

# Для тих, хто не бачить картинки.
alt = Картка про твердження. { $claim } Висновок моделі: { $verdict }. { $measured } { $caveat }
