       01  NATIVE-BINARY.
           05  N-02                    PIC S9(2) COMP-5.
           05  N-04                    PIC S9(4) COMP-5.
           05  N-09                    PIC S9(9) COMP-5.
           05  N-18                    PIC S9(18) COMP-5.
           05  NU-02                   PIC 9(2) COMP-5.
           05  NU-04                   PIC 9(4) COMP-5.
           05  NU-09                   PIC 9(9) COMPUTATIONAL-5.
           05  NU-18                   PIC 9(18) COMP-5.
           05  N-CENTS                 PIC S9(5)V99 COMP-5.
