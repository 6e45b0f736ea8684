"""Languages: their tags (BCP 47), and what each calls itself."""

import re

NAMES = {
    "ar": "العربية",
    "be": "Беларуская",
    "bg": "Български",
    "bn": "বাংলা",
    "bs": "Bosanski",
    "ca": "Català",
    "cs": "Čeština",
    "cy": "Cymraeg",
    "da": "Dansk",
    "de": "Deutsch",
    "el": "Ελληνικά",
    "en": "English",
    "eo": "Esperanto",
    "es": "Español",
    "et": "Eesti",
    "eu": "Euskara",
    "fa": "فارسی",
    "fi": "Suomi",
    "fr": "Français",
    "ga": "Gaeilge",
    "gl": "Galego",
    "he": "עברית",
    "hi": "हिन्दी",
    "hr": "Hrvatski",
    "hu": "Magyar",
    "hy": "Հայերեն",
    "id": "Bahasa Indonesia",
    "it": "Italiano",
    "ja": "日本語",
    "ka": "ქართული",
    "ko": "한국어",
    "lt": "Lietuvių",
    "lv": "Latviešu",
    "mk": "Македонски",
    "ms": "Bahasa Melayu",
    "nb": "Norsk bokmål",
    "nl": "Nederlands",
    "nn": "Norsk nynorsk",
    "pl": "Polski",
    "pt": "Português",
    "pt-BR": "Português (Brasil)",
    "ro": "Română",
    "ru": "Русский",
    "sk": "Slovenčina",
    "sl": "Slovenščina",
    "sq": "Shqip",
    "sr": "Српски",
    "sv": "Svenska",
    "sw": "Kiswahili",
    "ta": "தமிழ்",
    "th": "ไทย",
    "tr": "Türkçe",
    "uk": "Українська",
    "ur": "اردو",
    "vi": "Tiếng Việt",
    "yi": "ייִדיש",
    "zh": "中文",
    "zh-Hans": "简体中文",
    "zh-Hant": "繁體中文",
}
_SEPARATOR = re.compile("[-_]")


def as_tag(text: str) -> str:
    """A language tag in its usual spelling: `PT_br` is `pt-BR`."""
    language, *rest = _SEPARATOR.split(text)
    return "-".join([language.lower(), *(part.upper() if len(part) == len("BR") else part.title() for part in rest)])


def name_of_language(tag: str) -> str:
    """What a language calls itself, with its region or script if that is not part of the name; else the tag."""
    language, _, rest = tag.partition("-")
    if tag in NAMES or language not in NAMES:
        return NAMES.get(tag, tag)
    return f"{NAMES[language]} ({rest})"


def is_same_language(one: str, other: str) -> bool:
    """Whether two tags differ at most in that one of them says less: `en` and `en-GB`, not `en-US` and `en-GB`."""
    return one == other or one.startswith(f"{other}-") or other.startswith(f"{one}-")
