       01  EXTENDED-DIGITS.
           05  X-ZONED                 PIC 9(31).
           05  X-SIGNED                PIC S9(29)V99.
           05  X-PACKED                PIC S9(31) COMP-3.
           05  X-PACKED-V              PIC S9(20)V9(11) COMP-3.
