package org.ketaminerecord.interaction;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.ketaminerecord.packages.Packages;

/** Tells whoever runs the server which packages are loaded and what they lack, at {@code /q/health/well}. A package that lacks something is no failure of the server. */
@Wellness
@ApplicationScoped
public class PackagesHealth implements HealthCheck {

    private final Packages packages;

    PackagesHealth(Packages packages) {
        this.packages = packages;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("FHIR packages").up();
        if (packages.read()) {
            packages.all().forEach(p -> answer.withData(p.id(), p.source()));
            List<String> remarks = packages.remarks();
            for (int i = 0; i < remarks.size(); i++) {
                answer.withData("remark " + (i + 1), remarks.get(i));
            }
        } else {
            answer.withData("state", "being read");
        }
        return answer.build();
    }
}
