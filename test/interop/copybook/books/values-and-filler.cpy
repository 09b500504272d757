       01  VALUES-REC.
           05  FILLER                  PIC X(3) VALUE 'HDR'.
           05  V-KIND                  PIC X(4) VALUE 'PAY'.
           05  FILLER                  PIC X(2).
           05  V-COUNT                 PIC 9(5) VALUE 42.
           05  FILLER                  PIC 9(4) VALUE 7.
           05  V-AMOUNT                PIC S9(5)V99 COMP-3 VALUE -12.50.
           05  FILLER                  PIC S9(4) COMP VALUE -1.
           05                          PIC X(4) VALUE ALL '=-'.
           05  V-LOW                   PIC X(2) VALUE LOW-VALUES.
           05  V-HIGH                  PIC X(2) VALUE HIGH-VALUES.
           05  V-QUOTE                 PIC X(2) VALUE QUOTE.
           05  V-SIGNED                PIC S9(3) VALUE +5.
           05  V-LEAD                  PIC S9(3) SIGN LEADING VALUE -5.
           05  V-SPACES                PIC X(3) VALUE SPACES.
           05  V-ZEROS                 PIC X(3) VALUE ZEROS.
