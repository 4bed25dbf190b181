"""What makes two texts alike: the words that tell something, and which of them both say."""

from __future__ import annotations

import re

from data.words import fold

LOOKED_AT = 12  # words
SHORTEST = 4  # letters
# Words of any sentence (French, English), and what people write whatever they want: they tell nothing.
SENTENCE_WORDS = """
    aussi autre autres avant avec avez avoir bien cela cette ceux chaque chez comme comment dans depuis deux dire
    dois donc elle elles encore entre etre faire fait faut jamais juste leur leurs mais meme mieux mettre moins mois
    nous parce pense peut peux plus pour pourquoi pouvoir quand quel quelle quoi rien sans serait sera seulement
    sont sous suis tous tout toute toutes tres trop veux voir voudrais vous votre vraiment
    about also been could does from have just like more much only some that them then there they this very want
    were what when where which will with would your
"""
COMMON = frozenset(SENTENCE_WORDS.split())


def telling_words(text: str) -> tuple[str, ...]:
    """The twelve longest different words that tell something, folded, the longest first."""
    words = dict.fromkeys(word for word in fold(text).split() if len(word) >= SHORTEST and word not in COMMON)
    return tuple(sorted(words, key=len, reverse=True)[:LOOKED_AT])


def shared_words(text: str, other: str) -> tuple[str, ...]:
    """The telling words of a text, as it spells them, that another one says too: why they are shown together."""
    said, spelled = set(fold(other).split()), {fold(word): word.lower() for word in re.findall(r"\w+", text)}
    return tuple(spelled.get(word, word) for word in telling_words(text) if word in said)
