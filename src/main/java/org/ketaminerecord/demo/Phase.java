package org.ketaminerecord.demo;

/** The five parts of a session, in their order. */
enum Phase {
    PRE_DOSE("pre-dose", "Pre-dose"),
    DOSING("dosing", "Dosing"),
    MONITORING("monitoring", "Monitoring"),
    RECOVERY("recovery", "Recovery"),
    DISCHARGE("discharge", "Discharge");

    final Code code;

    Phase(String code, String display) {
        this.code = Codes.own("ktr-session-phase", code, display);
    }
}
