       01  PACKED-UNSIGNED.
           05  U-01                    PIC 9 COMP-3.
           05  U-02                    PIC 99 COMP-3.
           05  U-07                    PIC 9(7) COMP-3.
           05  U-08                    PIC 9(8) COMP-3.
           05  U-18                    PIC 9(18) COMP-3.
           05  U-V                     PIC V9(4) COMP-3.
           05  U-MONEY                 PIC 9(9)V99 COMP-3.
