       01  EDITED-INSERTION.
           05  I-DATE                  PIC 99/99/9999.
           05  I-PHONE                 PIC 999B999B9999.
           05  I-ZERO                  PIC 9(3)00.
           05  I-COMMA                 PIC 9,999,999.
           05  I-Z-SLASH               PIC ZZ/ZZ/9999.
