package org.ketaminerecord.profile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.ketaminerecord.definition.Nearest;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.terminology.Canonical;
import org.ketaminerecord.terminology.CodeSystem;
import org.ketaminerecord.terminology.ValueSetExpander;

/**
 * What validation knows: profiles compiled, value sets expanded, code systems read, each at its first use. What was found is
 * used for a minute and then looked for again, since definitions can be stored at any time; unused ones make room.
 */
public final class Profiles {

    private static final Logger LOG = Logger.getLogger(Profiles.class);
    private static final long FRESH = 60_000_000_000L;

    private record Found<T>(Optional<T> value, long since) {
    }

    private final ProfileContent content;
    private final ProfileCompiler compiler = new ProfileCompiler();
    private final LongSupplier clock;
    private final boolean changing;
    private final Kept<Profile> profiles = new Kept<>(1_000);
    private final Kept<Codes> codes = new Kept<>(1_000);
    private final Kept<CodeSystem> systems = new Kept<>(200);
    private final Kept<List<String>> neighbours = new Kept<>(200);

    /** Over definitions that can change. */
    public Profiles(ProfileContent content) {
        this(content, true, System::nanoTime);
    }

    Profiles(ProfileContent content, boolean changing, LongSupplier clock) {
        this.content = content;
        this.changing = changing;
        this.clock = clock;
    }

    /** True when a profile of this canonical is here and can be checked. */
    public boolean knows(String canonical) {
        return profile(canonical) != null;
    }

    /** Looks again for what a definition of this URL takes part in: it was stored or deleted. */
    public void forget(String type, String url) {
        switch (type) {
            case "StructureDefinition" -> profiles.forget(url);
            case "ValueSet" -> codes.forget(null);           // others may build on it
            case "CodeSystem" -> {
                systems.forget(url);
                codes.forget(null);
            }
            default -> { }
        }
    }

    /** A profile by its canonical, or null. */
    Profile profile(String canonical) {
        return profiles.get(canonical, c -> {
            JsonObject definition = content.structureDefinition(Canonical.of(c));
            return definition == null ? null : compiled(c, definition);
        });
    }

    /** Null as well for a definition that makes no sense: one that somebody stored must not keep others from storing. */
    private Profile compiled(String canonical, JsonObject definition) {
        try {
            return compiler.compile(definition);
        } catch (RuntimeException e) {
            LOG.warnf(e, "The profile %s cannot be checked", canonical);
            return null;
        }
    }

    /** R4's own rules of a type, or null. */
    Profile ofType(String type) {
        return profile("http://hl7.org/fhir/StructureDefinition/" + type);
    }

    /** The codes of a value set. */
    Codes codes(String valueSet) {
        return codes.get(valueSet, url -> {
            JsonObject definition = content.valueSet(Canonical.of(url));
            if (definition == null) {
                return Codes.unknown(url, null, "the value set is not here");
            }
            try {
                return Codes.of(url, definition, new ValueSetExpander(content).expand(definition));
            } catch (Fault refused) {
                return Codes.unknown(url, definition, refused.issues().getFirst().diagnostics());
            }
        });
    }

    /** True when a package that is here defines something beside what a URL names, so that it should know the URL too. */
    boolean hasNeighbours(String url) {
        return !neighbours(folder(url)).isEmpty();
    }

    /** The URL of the same folder that was probably meant. */
    Optional<String> nearest(String url) {
        String folder = folder(url);
        return Nearest.to(url.substring(folder.length()).replaceFirst("\\|.*", ""), neighbours(folder)).map(n -> folder + n);
    }

    /** The last parts of the URLs in a folder. */
    private List<String> neighbours(String folder) {
        return neighbours.get(folder, f -> content.packagedDefinitions().stream().filter(u -> folder(u).equals(f)).map(u -> u.substring(f.length())).toList());
    }

    private static String folder(String url) {
        return url.substring(0, url.lastIndexOf('/') + 1);
    }

    /** True when a URL is that of a value set that is here. */
    boolean isValueSet(String url) {
        return content.valueSet(Canonical.of(url)) != null;
    }

    /** A code system that is here, or null. */
    CodeSystem system(String url) {
        return systems.get(url, u -> {
            JsonObject definition = content.codeSystem(Canonical.of(u));
            return definition == null ? null : CodeSystem.of(definition);
        });
    }

    /** What was found by a name, be it nothing. */
    private final class Kept<T> {

        private final Map<String, Found<T>> entries;

        Kept(int most) {
            entries = new LinkedHashMap<>(64, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Found<T>> eldest) {
                    return size() > most;
                }
            };
        }

        /** Forgets what is known by a URL, of every version; by any when it is null. */
        void forget(String url) {
            synchronized (entries) {
                entries.keySet().removeIf(name -> url == null || Canonical.of(name).url().equals(url));
            }
        }

        T get(String name, Function<String, T> find) {
            long now = changing ? clock.getAsLong() : 0;
            synchronized (entries) {
                Found<T> entry = entries.get(name);
                if (entry != null && now - entry.since() < FRESH) {
                    return entry.value().orElse(null);
                }
            }
            T found = find.apply(name);              // twice at the same time does no harm
            synchronized (entries) {
                entries.put(name, new Found<>(Optional.ofNullable(found), now));
            }
            return found;
        }
    }
}
