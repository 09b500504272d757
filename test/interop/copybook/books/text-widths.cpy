       01  TEXT-WIDTHS.
           05  ONE                     PIC X.
           05  TWO                     PIC XX.
           05  LETTERS                 PIC A(12).
           05  MIXED                   PIC X(2)A(3)9(2).
           05  FULL                    PIC X(80).
           05  LONG-NOTE               PIC X(200).
