ValueSet: KTRCapnographyVS
Id: ktr-capnography
Title: "End-tidal carbon dioxide"
Description: "Partial pressure or fraction at the end of expiration."
* ^copyright = "Includes LOINC codes, (c) Regenstrief Institute, Inc., used under the LOINC licence."
* $LNC#19891-1 "Carbon dioxide [Partial pressure] in Exhaled gas --at end expiration"
* $LNC#19889-5 "Carbon dioxide/Gas.total.at end expiration in Exhaled gas"
