package org.ketaminerecord.demo;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** A stretch of treatment with one care plan: induction, optimization, maintenance. */
record Stage(Code code, List<Planned> sessions) {

    /** What became of a planned session; those of the future are not decided yet. */
    enum Fate { GIVEN, STOPPED, MISSED }

    /** One planned session. */
    record Planned(int number, LocalDate date, Dose dose, Fate fate) {
    }

    /** Sessions on these days of these weeks, counted from the Monday of the first; the dose is by session number. */
    static Stage of(Code code, LocalDate monday, List<Integer> weeks, List<DayOfWeek> days, IntFunction<Dose> dose) {
        List<Planned> sessions = new ArrayList<>();
        for (int week : weeks) {
            for (DayOfWeek day : days) {
                LocalDate date = monday.plusWeeks(week).with(TemporalAdjusters.nextOrSame(day));
                int number = sessions.size() + 1;
                sessions.add(new Planned(number, date, dose.apply(number), Fate.GIVEN));
            }
        }
        return new Stage(code, List.copyOf(sessions));
    }

    /** The same stage with another fate for one session. */
    Stage but(int number, Fate fate) {
        return new Stage(code, sessions.stream()
                .map(s -> s.number == number ? new Planned(s.number, s.date, s.dose, fate) : s).toList());
    }

    LocalDate start() {
        return sessions.getFirst().date;
    }

    LocalDate end() {
        return sessions.getLast().date;
    }

    /** The sessions before a day. */
    List<Planned> before(LocalDate today) {
        return sessions.stream().filter(s -> s.date.isBefore(today)).toList();
    }

    /** True when all sessions are over, and the visit that reviews them too. */
    boolean isOver(LocalDate today) {
        return review().isBefore(today);
    }

    /** The day of the visit that weighs what the stage has brought: the next working day. */
    LocalDate review() {
        return end().plusDays(end().getDayOfWeek() == DayOfWeek.FRIDAY ? 3 : 1);
    }
}
