       01  EDITED-SIGNS.
           05  E-LEAD-MINUS            PIC -9(5).
           05  E-LEAD-PLUS             PIC +9(5).
           05  E-FLOAT-MINUS           PIC ----9.
           05  E-FLOAT-PLUS            PIC ++++9.99.
           05  E-TRAIL-MINUS           PIC ZZZ9-.
           05  E-TRAIL-PLUS            PIC ZZZ9+.
           05  E-MINUS-MONEY           PIC -(6)9.99.
           05  E-DOLLAR-MINUS          PIC $$,$$9.99-.
