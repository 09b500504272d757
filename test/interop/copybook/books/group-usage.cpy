       01  USAGES-REC.
           05  PACKED-PART             USAGE COMP-3.
               10  GP-UNITS            PIC 9(3).
               10  GP-AMOUNT           PIC S9(7)V99.
               10  GP-INNER.
                   15  GP-DEEP         PIC S9(5).
           05  BINARY-PART             COMP.
               10  GB-SMALL            PIC S9(4).
               10  GB-LARGE            PIC 9(9).
           05  SIGN-PART               SIGN LEADING SEPARATE.
               10  GS-ONE              PIC S9(3).
               10  GS-TWO              PIC S9(5)V9.
               10  GS-OWN              PIC S9(3) SIGN TRAILING.
               10  GS-PLAIN            PIC 9(3).
