Profile: KTRProvenance
Parent: Provenance
Id: ktr-provenance
Title: "Provenance"
Description: "Who made or sent the resources of a record: author, transmitter, and the source of an import."
* target MS
* occurred[x] MS
* recorded MS
* activity MS
* agent MS
* agent.type 1..1 MS
* agent.who MS
* agent.onBehalfOf MS
* entity MS
* entity.what MS
* signature MS
