package org.ketaminerecord.packages;

/** The order of business versions: numbers in them count as numbers, so that 1.10 is later than 1.9. */
final class VersionOrder {

    private VersionOrder() {
    }

    static int compare(String a, String b) {
        String[] as = String.valueOf(a).split("[.-]");
        String[] bs = String.valueOf(b).split("[.-]");
        for (int i = 0; i < Math.min(as.length, bs.length); i++) {
            boolean numbers = as[i].matches("\\d{1,18}") && bs[i].matches("\\d{1,18}");
            int order = numbers ? Long.compare(Long.parseLong(as[i]), Long.parseLong(bs[i])) : as[i].compareTo(bs[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(as.length, bs.length);
    }
}
