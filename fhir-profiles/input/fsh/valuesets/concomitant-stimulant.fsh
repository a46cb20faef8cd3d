ValueSet: KTRConcomitantStimulantVS
Id: ktr-concomitant-stimulant
Title: "Psychostimulants"
Description: "By ingredient. The ATC codes are to be checked before use."
* ^copyright = "Includes RxNorm codes, courtesy of the U.S. National Library of Medicine."
* $RXN#6901 "methylphenidate"
* $RXN#30125 "modafinil"
* $ATC#N06BA04 "methylphenidate"
* $ATC#N06BA01 "amfetamine"
* $ATC#N06BA02 "dexamfetamine"
* $ATC#N06BA12 "lisdexamfetamine"
* $ATC#N06BA07 "modafinil"
* $ATC#N06BA13 "armodafinil"
