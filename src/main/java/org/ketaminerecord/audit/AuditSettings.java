package org.ketaminerecord.audit;

import io.quarkus.runtime.configuration.MemorySize;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Period;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The switches of the audit trail; docs/running.md lists them. */
@Singleton
public class AuditSettings {

    /** Whether there is one. */
    public enum Audit { ON, OFF }

    private static final Pattern KEEP = Pattern.compile("([1-9][0-9]{0,4})([dmy])");

    private final boolean on;
    private final Path folder;
    private final long most;
    private final Period keep;

    /**
     * @param audit  on or off
     * @param folder for what is not in the database yet
     * @param most   that may be there, before those who read have to wait
     * @param keep   how long events are kept: days, months or years, such as 6y; or forever
     */
    public AuditSettings(@ConfigProperty(name = "ktr.audit", defaultValue = "on") Audit audit,
            @ConfigProperty(name = "ktr.audit.dir", defaultValue = ".ktr-data/audit") Path folder,
            @ConfigProperty(name = "ktr.audit.spool", defaultValue = "64M") MemorySize most,
            @ConfigProperty(name = "ktr.audit.keep", defaultValue = "6y") String keep) {
        this.on = audit == Audit.ON;
        this.folder = folder;
        this.most = most.asLongValue();
        this.keep = period(keep);
    }

    private static Period period(String text) {
        if (text.equals("forever")) {
            return null;
        }
        Matcher m = KEEP.matcher(text.toLowerCase(Locale.ROOT));
        if (!m.matches()) {
            throw new IllegalArgumentException("ktr.audit.keep is a number of days, months or years such as 90d, 18m or 6y, or forever, and not '"
                    + text + "'.");
        }
        int n = Integer.parseInt(m.group(1));
        return switch (m.group(2)) {
            case "d" -> Period.ofDays(n);
            case "m" -> Period.ofMonths(n);
            default -> Period.ofYears(n);
        };
    }

    boolean on() {
        return on;
    }

    Path folder() {
        return folder;
    }

    long most() {
        return most;
    }

    /** Null for forever. */
    Period keep() {
        return keep;
    }
}
