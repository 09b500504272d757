       01  TWO-ADDRESSES.
           05  HOME-ADDRESS.
               10  STREET              PIC X(20).
               10  ZIP                 PIC 9(5).
               10  CITY                PIC X(15).
           05  WORK-ADDRESS.
               10  STREET              PIC X(20).
               10  ZIP                 PIC 9(5).
               10  CITY                PIC X(15).
           05  FILLER.
               10  TA-MARK             PIC X(1) VALUE '#'.
               10  TA-CHECK            PIC 9(3) COMP-3.
