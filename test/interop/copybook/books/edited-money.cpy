       01  STATEMENT-LINE.
           05  ST-PLAIN                PIC 9(5).99.
           05  ST-ZZ                   PIC ZZZ,ZZ9.99.
           05  ST-ZZ-ALL               PIC ZZZ,ZZZ.ZZ.
           05  ST-STARS                PIC ***,**9.99.
           05  ST-DOLLAR               PIC $$$,$$9.99.
           05  ST-FIXED-DOLLAR         PIC $ZZ,ZZ9.99.
           05  FILLER                  PIC X(2) VALUE SPACES.
           05  ST-CREDIT               PIC ZZ,ZZ9.99CR.
           05  ST-DEBIT                PIC ZZ,ZZ9.99DB.
