package org.ketaminerecord.interaction;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.ketaminerecord.access.Policy;

/** The switches of access; docs/access.md lists them. */
@ApplicationScoped
public class PolicySettings {

    /** @param labels each a code, or a code, a colon and purposes of use with + between: {@code SUD:TREAT+ETREAT} */
    @Produces
    @Singleton
    Policy policy(@ConfigProperty(name = "ktr.access.user", defaultValue = "all") Policy.UserReach user,
            @ConfigProperty(name = "ktr.access.labels", defaultValue = "R,V,PSYTHPN,SUD,ETH,ETHUD") List<String> labels,
            @ConfigProperty(name = "ktr.access.break-the-glass", defaultValue = "false") boolean breakTheGlass) {
        Map<String, Set<String>> purposes = new LinkedHashMap<>();
        for (String label : labels) {
            String[] parts = label.trim().split(":", 2);
            purposes.put(parts[0], parts.length == 1 ? Set.of() : Set.of(parts[1].split("\\+")));
        }
        return new Policy(user, purposes, breakTheGlass);
    }
}
