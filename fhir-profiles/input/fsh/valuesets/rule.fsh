ValueSet: KTRRuleVS
Id: ktr-rule
Title: "Rules"
Description: "All rules."
* include codes from system KTRRule
