ValueSet: KTRLiverPanelVS
Id: ktr-liver-panel
Title: "Liver panels"
Description: "Panels that hold the liver tests."
* ^copyright = "Includes LOINC codes, (c) Regenstrief Institute, Inc., used under the LOINC licence."
* $LNC#24325-3 "Hepatic function 2000 panel - Serum or Plasma"
* $LNC#24323-8 "Comprehensive metabolic 2000 panel - Serum or Plasma"
