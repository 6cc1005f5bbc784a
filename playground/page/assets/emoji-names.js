// Short names that operations messages use; a name that is not here is shown as it was written.
const NAMES = `
rotating_light 🚨|red_circle 🔴|large_red_circle 🔴|large_orange_circle 🟠|large_yellow_circle 🟡|large_green_circle 🟢
large_blue_circle 🔵|large_purple_circle 🟣|large_brown_circle 🟤|white_circle ⚪|black_circle ⚫|large_red_square 🟥
large_orange_square 🟧|large_yellow_square 🟨|large_green_square 🟩|large_blue_square 🟦|white_large_square ⬜
black_large_square ⬛|large_red_diamond 🔶|large_orange_diamond 🔶|large_blue_diamond 🔷|small_red_triangle 🔺
small_red_triangle_down 🔻|white_check_mark ✅|heavy_check_mark ✔️|ballot_box_with_check ☑️|x ❌|negative_squared_cross_mark ❎
warning ⚠️|no_entry ⛔|no_entry_sign 🚫|octagonal_sign 🛑|question ❓|grey_question ❔|exclamation ❗|bangbang ‼️|information_source ℹ️
bell 🔔|no_bell 🔕|mute 🔇|loudspeaker 📢|mega 📣|fire 🔥|boom 💥|zap ⚡|ghost 👻|skull 💀|bug 🐛|ambulance 🚑|sos 🆘|new 🆕|ok 🆗
eyes 👀|raised_hand ✋|hand ✋|wave 👋|+1 👍|thumbsup 👍|-1 👎|thumbsdown 👎|clap 👏|pray 🙏|muscle 💪|ok_hand 👌|point_right 👉
point_down 👇|point_up 👆|raised_hands 🙌|handshake 🤝|bow 🙇|heart ❤️|tada 🎉|sparkles ✨|star ⭐|rocket 🚀|ship 🚢|boat ⛵|sailboat ⛵
rowing_boat 🚣|rowboat 🚣|anchor ⚓|package 📦|wrench 🔧|hammer 🔨|hammer_and_wrench 🛠️|gear ⚙️|shield 🛡️|lock 🔒|unlock 🔓|key 🔑|link 🔗
mag 🔍|mag_right 🔎|book 📖|books 📚|closed_book 📕|notebook 📓|memo 📝|pencil 📝|pencil2 ✏️|clipboard 📋|pushpin 📌|round_pushpin 📍
bookmark 🔖|label 🏷️|chart_with_upwards_trend 📈|chart_with_downwards_trend 📉|bar_chart 📊|hourglass ⌛|hourglass_flowing_sand ⏳
stopwatch ⏱️|alarm_clock ⏰|clock1 🕐|clock3 🕒|watch ⌚|calendar 📆|date 📅|spiral_calendar_pad 🗓️|sunrise 🌅|coffee ☕|zzz 💤|sleeping 😴
computer 💻|desktop_computer 🖥️|keyboard ⌨️|floppy_disk 💾|satellite 🛰️|satellite_antenna 📡|cloud ☁️|globe_with_meridians 🌐|house 🏠|office 🏢
bust_in_silhouette 👤|busts_in_silhouette 👥|technologist 🧑‍💻|construction 🚧|arrows_counterclockwise 🔄|repeat 🔁|arrow_right ➡️|arrow_left ⬅️
arrow_up ⬆️|arrow_down ⬇️|arrow_upper_right ↗️|arrow_lower_right ↘️|leftwards_arrow_with_hook ↩️|arrow_right_hook ↪️|arrow_forward ▶️
double_vertical_bar ⏸️|black_square_for_stop ⏹️|heavy_plus_sign ➕|heavy_minus_sign ➖|heavy_multiplication_x ✖️|small_blue_diamond 🔹
small_orange_diamond 🔸|black_small_square ▪️|white_small_square ▫️|radio_button 🔘|checkered_flag 🏁|triangular_flag_on_post 🚩|crossed_flags 🎌
flag-kr 🇰🇷|kr 🇰🇷|flag-us 🇺🇸|us 🇺🇸|flag-gb 🇬🇧|uk 🇬🇧|flag-de 🇩🇪|de 🇩🇪|flag-eu 🇪🇺|jp 🇯🇵|smile 😄|slightly_smiling_face 🙂|thinking_face 🤔
sweat_smile 😅|joy 😂|cry 😢|sob 😭|scream 😱|face_with_monocle 🧐|robot_face 🤖|see_no_evil 🙈|100 💯|one 1️⃣|two 2️⃣|three 3️⃣|wastebasket 🗑️
inbox_tray 📥|outbox_tray 📤|incoming_envelope 📨|envelope ✉️|email 📧|speech_balloon 💬|thread 🧵|left_speech_bubble 🗨️|bulb 💡|test_tube 🧪
medal 🏅|trophy 🏆|dollar 💵|moneybag 💰|money_with_wings 💸|credit_card 💳|balance_scale ⚖️|seedling 🌱|herb 🌿|broom 🧹|recycle ♻️|trident 🔱
crown 👑|construction_worker 👷|male-firefighter 👨‍🚒|fire_engine 🚒|police_car 🚓|vertical_traffic_light 🚦|traffic_light 🚥|umbrella ☂️|snowflake ❄️`

export const EMOJI = new Map(
  NAMES.split(/[|\n]/)
    .filter(Boolean)
    .map((entry) => entry.split(' ')),
)

export const NAME_OF = new Map(
  [...EMOJI].map(([name, glyph]) => [glyph.replaceAll('\uFE0F', ''), name]).toReversed(),
)
