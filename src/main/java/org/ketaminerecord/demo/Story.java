package org.ketaminerecord.demo;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.THURSDAY;
import static java.time.DayOfWeek.TUESDAY;
import static java.time.DayOfWeek.WEDNESDAY;
import static org.ketaminerecord.demo.Codes.INDUCTION;
import static org.ketaminerecord.demo.Codes.MAINTENANCE;
import static org.ketaminerecord.demo.Codes.OPTIMIZATION;

import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.function.Function;
import org.ketaminerecord.demo.Stage.Fate;

/**
 * One invented patient and what happens to them.
 *
 * @param id       the id of the Patient resource
 * @param weeksAgo how many weeks before this one the first session was
 * @param schedule the stages, from the Monday of the first week
 */
record Story(String id, Person person, Body body, Illness illness, Method method, int weeksAgo,
        Function<LocalDate, List<Stage>> schedule) {

    /** Who it is. */
    record Person(String given, String family, String gender, int age) {
    }

    /** Kilograms and centimetres at the first visit, and the usual blood pressure at rest. */
    record Body(int weight, int height, int systolic, int diastolic) {
    }

    /**
     * What is treated and how it answers.
     *
     * @param phq9   the first PHQ-9 total
     * @param madrs  the first MADRS total
     * @param trials antidepressants that did not help enough
     */
    record Illness(List<Code> diagnosis, int phq9, int madrs, Response response, List<String> trials) {
    }

    private static final List<Code> RESISTANT = List.of(Codes.F33_2, Codes.TREATMENT_RESISTANT);
    private static final Dose HALF = Dose.mgPerKg("0.5");

    /** The patients, in the order in which they are told of. */
    static final List<Story> ALL = List.of(
            new Story("demo-iv-responder", new Person("Amara", "Okafor", "female", 41), new Body(68, 167, 118, 74),
                    new Illness(RESISTANT, 20, 34, Response.REMISSION,
                            List.of("Sertraline 200 mg daily", "Venlafaxine 225 mg daily")),
                    Method.INFUSION, 9, monday -> List.of(
                            Stage.of(INDUCTION, monday, List.of(0, 1, 2), List.of(MONDAY, THURSDAY), n -> HALF),
                            Stage.of(MAINTENANCE, monday, List.of(3, 4, 6, 8, 10), List.of(MONDAY), n -> HALF))),
            new Story("demo-iv-partial", new Person("Daniel", "Whitford", "male", 55), new Body(91, 180, 128, 80),
                    new Illness(RESISTANT, 18, 32, Response.PARTIAL,
                            List.of("Escitalopram 20 mg daily", "Bupropion 300 mg daily")),
                    Method.INFUSION, 6, monday -> List.of(
                            Stage.of(INDUCTION, monday, List.of(0, 1, 2), List.of(MONDAY, THURSDAY), n -> HALF)
                                    .but(4, Fate.MISSED))),
            new Story("demo-iv-stopped", new Person("Teresa", "Lindqvist", "female", 48), new Body(74, 164, 136, 86),
                    new Illness(RESISTANT, 19, 33, Response.RESPONSE,
                            List.of("Fluoxetine 60 mg daily", "Duloxetine 90 mg daily")),
                    Method.INFUSION, 5, monday -> List.of(
                            Stage.of(INDUCTION, monday, List.of(0, 1, 2), List.of(MONDAY, THURSDAY),
                                    n -> n <= 3 ? HALF : Dose.mgPerKg("0.4")).but(3, Fate.STOPPED))),
            new Story("demo-esketamine-responder", new Person("Marcus", "Bell", "male", 36), new Body(82, 178, 122, 76),
                    new Illness(RESISTANT, 21, 36, Response.REMISSION,
                            List.of("Citalopram 40 mg daily", "Mirtazapine 45 mg daily")),
                    Method.NASAL_SPRAY, 7, monday -> List.of(
                            Stage.of(INDUCTION, monday, List.of(0, 1, 2, 3), List.of(TUESDAY, FRIDAY),
                                    n -> Dose.devices(n == 1 ? 2 : 3)),
                            Stage.of(OPTIMIZATION, monday, List.of(4, 5, 6, 7), List.of(TUESDAY),
                                    n -> Dose.devices(3)))),
            new Story("demo-esketamine-nonresponder", new Person("Grace", "Tanaka", "female", 62),
                    new Body(59, 158, 126, 78),
                    new Illness(RESISTANT, 19, 33, Response.NONE,
                            List.of("Paroxetine 40 mg daily", "Nortriptyline 100 mg daily",
                                    "Venlafaxine 300 mg daily")),
                    Method.NASAL_SPRAY, 6, monday -> List.of(
                            Stage.of(INDUCTION, monday, List.of(0, 1, 2, 3), List.of(TUESDAY, FRIDAY),
                                    n -> Dose.devices(n <= 2 ? 2 : 3)))),
            new Story("demo-oral-partial", new Person("Ruth", "Alvarez", "female", 52), new Body(77, 170, 120, 77),
                    new Illness(List.of(Codes.F33_1, Codes.MDD_RECURRENT), 16, 29, Response.PARTIAL,
                            List.of("Sertraline 150 mg daily")),
                    Method.ORAL, 8, monday -> List.of(
                            Stage.of(INDUCTION, monday, List.of(0, 1, 2, 3, 4, 5), List.of(WEDNESDAY),
                                    n -> Dose.mg(60 + 20L * Math.min(n, 3))))),
            new Story("demo-sublingual-home", new Person("Noah", "Brandt", "other", 29), new Body(70, 175, 116, 72),
                    new Illness(List.of(Codes.F32_2, Codes.MDD_SINGLE), 18, 31, Response.RESPONSE,
                            List.of("Escitalopram 20 mg daily")),
                    Method.AT_HOME, 5, monday -> List.of(
                            Stage.of(INDUCTION, monday, List.of(0, 1, 2, 3, 4, 5, 6, 7), List.of(WEDNESDAY),
                                    n -> Dose.mg(100)))));

    /** The stages as they fall on the calendar. */
    List<Stage> stages(LocalDate today) {
        LocalDate monday = today.with(TemporalAdjusters.previousOrSame(MONDAY)).minusWeeks(weeksAgo);
        return schedule.apply(monday);
    }

    /** The name as it is spoken. */
    String name() {
        return person.given + " " + person.family;
    }
}
