package org.ketaminerecord.demo;

import java.util.List;

/**
 * A way to give the medicine and what follows from it: route, kind of session, and the clock of the session in
 * minutes from the start of the dose.
 *
 * @param peak          when blood pressure and dissociation are highest
 * @param dosingEnd     when the dose is in
 * @param monitoringEnd when close observation gives way to rest
 * @param recoveryEnd   when readiness to leave is checked
 * @param end           when the patient leaves
 * @param checks        when vital signs are taken
 */
enum Method {

    INFUSION(Codes.INTRAVENOUS, "iv-infusion", "IV infusion", 40, 40, 70, 100, 110,
            List.of(-15, 10, 20, 30, 40, 55, 70, 85, 100)),
    NASAL_SPRAY(Codes.NASAL, "esketamine", "Esketamine nasal spray", 40, 10, 90, 120, 130,
            List.of(-15, 20, 40, 60, 90, 120)),
    ORAL(Codes.ORAL, "oral-observed", "Oral, observed", 60, 2, 90, 120, 130, List.of(-15, 30, 60, 90, 120)),
    AT_HOME(Codes.SUBLINGUAL, "at-home-telehealth", "At home, by telehealth", 60, 15, 90, 120, 130,
            List.of(-15, 30, 60, 90, 120));

    final Code route;
    final Code sessionType;
    final int peak;
    final int dosingEnd;
    final int monitoringEnd;
    final int recoveryEnd;
    final int end;
    final List<Integer> checks;

    Method(Code route, String type, String typeDisplay, int peak, int dosingEnd, int monitoringEnd, int recoveryEnd,
            int end, List<Integer> checks) {
        this.route = route;
        this.sessionType = Codes.own("ktr-session-type", type, typeDisplay);
        this.peak = peak;
        this.dosingEnd = dosingEnd;
        this.monitoringEnd = monitoringEnd;
        this.recoveryEnd = recoveryEnd;
        this.end = end;
        this.checks = checks;
    }
}
