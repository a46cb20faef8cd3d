ValueSet: KTRConcomitantMAOIVS
Id: ktr-concomitant-maoi
Title: "MAO inhibitors"
Description: "By ingredient. The ATC codes are to be checked before use."
* $ATC#N06AF03 "phenelzine"
* $ATC#N06AF04 "tranylcypromine"
* $ATC#N06AF01 "isocarboxazid"
* $ATC#N04BD01 "selegiline"
