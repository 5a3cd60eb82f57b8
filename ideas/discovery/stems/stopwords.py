"""Words that bind others and tell nothing alone: never searched for, never kept.

Indonesian: the closed classes (particles, pronouns, conjunctions, prepositions) of the list of
Tala (2003), "A Study of Stemming Effects on Information Retrieval in Bahasa Indonesia", as
Sastrawi carries it; its verbs and nouns ("kerja", "baru", "waktu") stay words. English: articles,
pronouns, auxiliaries and prepositions. Each is compared before it is stemmed.
"""

STOP_WORDS = frozenset(
    """
    ada adalah adapun agar akan akankah aku anda antara apa apabila apakah atas atau ataupun
    bagi bahkan bahwa beberapa begini begitu belum bila bisa bukan dalam dan dapat dari daripada
    demi demikian dengan di dia dll dsb guna hanya harus hingga ia ialah ini itu jadi jika
    jikalau juga kalau kami kamu karena ke kemudian kepada ketika kita lagi lah lain lalu lebih
    maka masih maupun melalui menjadi mereka merupakan meski meskipun namun nya oleh pada para
    pernah pun saat saja saling sambil sampai sangat saya seperti sebab sebagai sebagaimana
    sebuah secara sedang sedangkan sehingga sejak selain selalu seluruh semua sendiri seorang
    serta sesuatu setelah setiap sudah suatu supaya tak tanpa tapi telah tentang terhadap
    tersebut tetapi tiap tidak untuk walau walaupun yaitu yakni yang
    a an and are as at be by for from has have in into is it its of on or our that the their
    this to was we were which will with you your
    """.split()  # noqa: SIM905 -- a list of words reads best as words
)
