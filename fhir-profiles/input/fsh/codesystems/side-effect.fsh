CodeSystem: KTRSideEffectCode
Id: ktr-side-effect
Title: "Side effects without a SNOMED CT code"
Description: "Side effects named on the label for which no SNOMED CT code was found."
* ^caseSensitive = true
* ^content = #complete
* #feeling-drunk "Feeling drunk" "As after alcohol."
* #dysphoria "Dysphoria" "An unpleasant mood."
* #euphoria "Euphoria" "An elated mood."
* #respiratory-depression "Respiratory depression" "Breathing too slow or too shallow."
