ValueSet: KTRJournalItemVS
Id: ktr-journal-item
Title: "Journal items"
Description: "What a journal entry may be about."
* ^copyright = "Includes LOINC codes, (c) Regenstrief Institute, Inc., used under the LOINC licence."
* include codes from system KTRJournalItem
* $LNC#93832-4 "Sleep duration"
* $LNC#68515-6 "How many days of moderate to strenuous exercise, like a brisk walk, did you do in the last 7 days [SAMHSA]"
* $LNC#68516-4 "On those days that you engage in moderate to strenuous exercise, how many minutes, on average, do you exercise"
