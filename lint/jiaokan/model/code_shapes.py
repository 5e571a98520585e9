"""The shapes of lines of programs, of several languages: what stands at their beginning, and what they end in."""

from __future__ import annotations

QUOTED = r"(?:\"(?:[^\"\\\n]|\\.){0,400}\"|'(?:[^'\\\n]|\\.){0,400}')"
COMMENT = r"[ \t]*(?:(?://|/\*|#|--)[^\n]*)?$"  # at the end of a line, or none
# What a person types at the prompt of a shell, of Python, of a database.
PROMPT = "|".join(
    (
        ">>> ",
        r"\.\.\. ",
        r"\$ (?:sudo )?[a-z.~/][\w./~-]*(?=[ \n]|$)",
        r"PS [A-Z]:\\[^>\n]{0,200}> ?",
        r"[A-Z]:\\[^>\n]{0,200}>",
        "(?:mysql|sqlite|ftp)> ",
        r"(?:In|Out) ?\[\d+\]: ",
        r"[a-z_][\w.-]{0,40}@[\w.-]{1,60}:[^$#\n]{0,80}[$#] ",
        r"\[[a-z_][\w.-]{0,40}@[\w.-]{1,60} [^\]\n]{1,60}\][$#] ",
    )
)
BLOCK_WORDS = "if|for|while|elif|else|try|except|finally|with|switch|case|do|loop|match|unless|when|catch|default"
DECLARING_WORDS = (
    "public|private|protected|static|const|let|var|final|extern|void|int|char|float|double|bool|auto|unsigned|long|"
    "struct|enum|union|typedef|namespace|using|package|template|interface|type|impl|trait|mod|use|pub|abstract|"
    "override|async|export|function"
)
SQL_VERB = "SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|GRANT|WITH|SET"
SQL_CLAUSE = r"FROM|INTO|WHERE|TABLE|SET|GROUP BY|ORDER BY|HAVING|LIMIT|VALUES|(?:LEFT |INNER )?JOIN|UNION"
# A statement begins so; each also says enough of the rest of the line, since some of these words are English.
STATEMENT = "|".join(
    (
        r"#[ \t]*(?:include|define|undef|ifdef|ifndef|if|endif|pragma|import)\b",
        "#!/",
        r"<\?php",
        r"(?:from [\w.]+ )?import [\w.*, {}\"'/@;-]+$",
        r"(?:async )?(?:def|function|func|fn|sub|proc) [\w.]{1,60} ?[(<]",
        r"class \w+[^\n。，]{0,80}[:{]$",
        rf"(?:{BLOCK_WORDS})\b[^\n。，]{{0,200}}[:{{]{COMMENT}",
        rf"\}} ?(?:{BLOCK_WORDS})\b",
        r"(?:for|if|while|elif|until)\b[^\n。，]{1,200};? (?:do|then)$",
        r"(?:return|raise|throw|yield|goto|print|echo|export|local|assert|del|puts)\b[ (.][^\n。，]{0,200}$",
        r"(?:break|continue|pass|end|fi|done|esac|then|else|begin);?$",
        rf"(?:{DECLARING_WORDS})\b[^\n。]{{0,200}}[;{{(=)]{COMMENT}",
        rf"(?:{SQL_VERB})\b[^\n。]{{0,200}}(?:\b(?:{SQL_CLAUSE})\b|[,;(]$)",
        r"select [^\n。]{1,200} from ",
        rf"(?:{SQL_CLAUSE})\b[^\n。]{{0,200}}$",
        "(?:RUN|COPY|ADD|CMD|ENTRYPOINT|ENV|WORKDIR|EXPOSE|ARG) [^\n。]{1,200}$",
        r"[A-Za-z][\w.-]{0,60}(?:\[[\w,]+\])? ?(?:[=<>~!]=|<|>) ?\d[\w.*]*",
        r"@[A-Za-z_][\w.]*(?:\([^\n]*\))?$",
        r"\((?:def\w*|let|lambda|setq|ns|require)\b",
    )
)
CALL = rf"[A-Za-z_][\w.:]{{0,80}}\((?:[ -~]{{0,300}}|[^\"'\n（）]{{0,100}}{QUOTED}[^\n]*)\)[;,]?{COMMENT}"
# A mark of a statement or a block at the end, after ASCII.
STATEMENT_END = rf"[ -~]{{0,300}}?(?:[\w)\]\"'+>-];|[)\w=>\"'] ?\{{|^[ \t]*\}}[;,)]{{0,3}}){COMMENT}"
ASSIGNMENT = r"[A-Za-z_][\w.\[\]\"'-]{0,60}(?:, ?[A-Za-z_]\w{0,40}){0,6} {0,16}(?:[-+*/%|&^:?]|\*\*|//|<<|>>)?=(?!=)"
