package org.ketaminerecord.validation;

/** Dates and times as FHIR writes them (R4 datatypes.html#date), scanned in place. */
final class DateText {

    private static final long DAY = 86_400;
    /** The zone of a date without a time is not known; it is no further than this from UTC. */
    private static final long FURTHEST_ZONE = 14 * 3600;

    private DateText() {
    }

    static boolean isDate(String s) {
        return isDate(s, s.length());
    }

    static boolean isDateTime(String s) {
        return s.length() <= 10 ? isDate(s) : isInstant(s);
    }

    static boolean isInstant(String s) {
        if (s.length() < 20 || s.charAt(10) != 'T' || !isDate(s, 10)) {
            return false;
        }
        int zone = endOfTime(s, 11);
        return zone > 0 && isZone(s, zone);
    }

    static boolean isTime(String s) {
        return endOfTime(s, 0) == s.length();
    }

    /** True when a period that starts and ends so certainly starts after its end; both are valid dateTimes. */
    static boolean isAfter(String start, String end) {
        boolean startTimed = start.length() > 10;
        boolean endTimed = end.length() > 10;
        if (startTimed && endTimed) {
            long difference = seconds(start) - seconds(end);
            return difference > 0 || difference == 0 && compareFractions(start, end) > 0;
        }
        long first = startTimed ? seconds(start) : DAY * days(start, false);
        long beyond = endTimed ? seconds(end) + 1 : DAY * days(end, true);
        return first >= beyond + (startTimed == endTimed ? 0 : FURTHEST_ZONE);
    }

    private static boolean isDate(String s, int end) {
        if (end != 4 && end != 7 && end != 10) {
            return false;
        }
        int century = two(s, 0);
        int inCentury = two(s, 2);
        if (century < 0 || inCentury < 0 || century + inCentury == 0) {
            return false;
        }
        if (end == 4) {
            return true;
        }
        int month = two(s, 5);
        if (s.charAt(4) != '-' || month < 1 || month > 12) {
            return false;
        }
        if (end == 7) {
            return true;
        }
        int day = two(s, 8);
        return s.charAt(7) == '-' && day >= 1 && day <= daysIn(century * 100 + inCentury, month);
    }

    /** The place after a time {@code hh:mm:ss[.f+]}, or -1. R4 lets a second be 60. */
    private static int endOfTime(String s, int at) {
        int n = s.length();
        if (n < at + 8 || s.charAt(at + 2) != ':' || s.charAt(at + 5) != ':') {
            return -1;
        }
        int hour = two(s, at);
        int minute = two(s, at + 3);
        int second = two(s, at + 6);
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) {
            return -1;
        }
        int i = at + 8;
        if (i < n && s.charAt(i) == '.') {
            int start = ++i;
            while (i < n && s.charAt(i) >= '0' && s.charAt(i) <= '9') {
                i++;
            }
            return i == start ? -1 : i;
        }
        return i;
    }

    private static boolean isZone(String s, int at) {
        int n = s.length();
        if (n == at + 1) {
            return s.charAt(at) == 'Z';
        }
        if (n != at + 6 || s.charAt(at) != '+' && s.charAt(at) != '-' || s.charAt(at + 3) != ':') {
            return false;
        }
        int hour = two(s, at + 1);
        int minute = two(s, at + 4);
        return hour >= 0 && minute >= 0 && minute <= 59 && (hour <= 13 || hour == 14 && minute == 0);
    }

    private static int two(String s, int at) {
        int tens = s.charAt(at) - '0';
        int ones = s.charAt(at + 1) - '0';
        return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
    }

    private static int daysIn(int year, int month) {
        return switch (month) {
            case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }

    /** The days since a fixed one of the first day of a date, or of the day after its last. */
    private static long days(String s, boolean beyond) {
        long year = two(s, 0) * 100L + two(s, 2);
        long month = s.length() >= 7 ? two(s, 5) : 1;
        long day = s.length() >= 10 ? two(s, 8) : 1;
        if (beyond) {
            switch (s.length()) {
                case 4 -> year++;
                case 7 -> month++;
                default -> day++;
            }
        }
        // the year begins in March, so that the day that comes and goes is its last
        long months = year * 12 + month - 3;
        long y = Math.floorDiv(months, 12L);
        long m = Math.floorMod(months, 12L);
        long leapDays = Math.floorDiv(y, 4L) - Math.floorDiv(y, 100L) + Math.floorDiv(y, 400L);
        return 365 * y + leapDays + (153 * m + 2) / 5 + day;
    }

    private static long seconds(String s) {
        long local = DAY * days(s.substring(0, 10), false) + two(s, 11) * 3600L + two(s, 14) * 60L + two(s, 17);
        int n = s.length();
        if (s.charAt(n - 1) == 'Z') {
            return local;
        }
        long offset = two(s, n - 5) * 3600L + two(s, n - 2) * 60L;
        return s.charAt(n - 6) == '-' ? local + offset : local - offset;
    }

    private static int compareFractions(String a, String b) {
        for (int i = 20; ; i++) {
            int x = fractionDigit(a, i);
            int y = fractionDigit(b, i);
            if (x < 0 && y < 0) {
                return 0;
            }
            if (Math.max(x, 0) != Math.max(y, 0)) {
                return x - y;
            }
        }
    }

    /** The digit at a place after the point, or -1 when the fraction has ended. */
    private static int fractionDigit(String s, int at) {
        if (s.charAt(19) != '.' || at >= s.length() || s.charAt(at) < '0' || s.charAt(at) > '9') {
            return -1;
        }
        return s.charAt(at) - '0';
    }
}
