/* Only the link flag: libxml2 headers stay inside CLibXML2.c. */
