ValueSet: KTRSubstanceScreenVS
Id: ktr-substance-screen
Title: "Substance screens"
Description: "AUDIT-C and DAST-10. Both 68517-2 and 68518-0 are in use for the first question of the AUDIT-C."
* ^copyright = "Includes LOINC codes, (c) Regenstrief Institute, Inc., used under the LOINC licence."
* $LNC#72109-2 "Alcohol Use Disorder Identification Test - Consumption [AUDIT-C]"
* $LNC#68517-2 "How many times in the past year have you have X or more drinks in a day"
* $LNC#68518-0 "How often do you have a drink containing alcohol"
* $LNC#68519-8 "How many standard drinks containing alcohol do you have on a typical day"
* $LNC#68520-6 "How often do you have 6 or more drinks on 1 occasion"
* $LNC#75626-2 "Total score [AUDIT-C]"
* $LNC#82666-9 "Drug Abuse Screening Test-10 [DAST-10]"
* $LNC#82667-7 "Total score [DAST-10]"
