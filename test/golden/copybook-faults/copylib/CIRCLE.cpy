       05  IN-CIRCLE  PIC X.
       COPY CIRCLE.
