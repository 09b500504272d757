       01  BINARY-SIZES.
           05  B-01                    PIC S9(1) COMP.
           05  B-02                    PIC S9(2) COMP.
           05  B-03                    PIC S9(3) COMP.
           05  B-04                    PIC S9(4) BINARY.
           05  B-05                    PIC S9(5) COMP-4.
           05  B-07                    PIC S9(7) COMP.
           05  B-09                    PIC S9(9) COMP.
           05  B-10                    PIC S9(10) COMP.
           05  B-15                    PIC S9(15) COMP.
           05  B-18                    PIC S9(18) COMP.
