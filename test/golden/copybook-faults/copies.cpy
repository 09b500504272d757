       01  COPIES-REC.
           COPY NOT-THERE.
           COPY ADRESS.
           COPY ADDRESS REPLACING ==:TAG:== BY.
           COPY ADDRESS REPLACING ==:TAG:== BY ==HOME==.
           COPY ADDRESS REPLACING ==:TAG:== BY ==WORK==
           05  AFTER-COPY PIC X.
           COPY CIRCLE.
           COPY BROKEN.
           REPLACE ==A== BY.
