ValueSet: KTRDrugScreenVS
Id: ktr-drug-screen
Title: "Urine drug screens"
Description: "Panels do not find ketamine unless it is added; ketamine and norketamine have their own codes."
* ^copyright = "Includes LOINC codes, (c) Regenstrief Institute, Inc., used under the LOINC licence."
* $LNC#24349-3 "Drugs of abuse 5 panel - Urine"
* $LNC#65750-2 "Drugs of abuse 5 panel - Urine by Screen method"
* $LNC#69739-1 "Drugs of abuse panel - Urine by Screen method"
* $LNC#87428-9 "Drugs of abuse screen W Reflex confirm panel - Urine"
* $LNC#51782-1 "Drugs of abuse 7 and Alcohol and Tricyclics panel - Urine by Screen method"
* $LNC#12327-3 "Ketamine [Presence] in Urine"
* $LNC#17033-2 "Ketamine [Presence] in Urine by Confirmatory method"
* $LNC#105974-0 "Norketamine [Presence] in Urine"
