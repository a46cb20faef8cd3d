ValueSet: KTRConcomitantCNSDepressantVS
Id: ktr-concomitant-cns-depressant
Title: "CNS depressants"
Description: "Benzodiazepines and opioids, by the value sets of the Value Set Authority Center."
* include codes from valueset http://cts.nlm.nih.gov/fhir/ValueSet/2.16.840.1.113762.1.4.1032.43
* include codes from valueset http://cts.nlm.nih.gov/fhir/ValueSet/2.16.840.1.113762.1.4.1032.34
