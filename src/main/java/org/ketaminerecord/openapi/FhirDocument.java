package org.ketaminerecord.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.Paths;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.ketaminerecord.capability.Build;
import org.ketaminerecord.definition.Definitions;
import org.ketaminerecord.operation.OperationRegistry;

/**
 * Completes the document that is scanned from the endpoints with what annotations cannot know. It runs when the document
 * is asked for, so that a server that nobody asks starts no later; done twice, it changes nothing.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.RUNTIME_PER_REQUEST)
@ApplicationScoped
public class FhirDocument implements OASFilter {

    private final OperationRegistry operations;

    FhirDocument(OperationRegistry operations) {
        this.operations = operations;
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        document.getInfo().setVersion(Build.current().version());
        document.getComponents().addSchema("ResourceType", OASFactory.createSchema().addType(Schema.SchemaType.STRING)
                .enumeration(new ArrayList<>(Definitions.r4().resourceTypes())));
        Paths paths = OASFactory.createPaths();
        document.getPaths().getPathItems().forEach((path, item) -> {
            if (!path.contains("$") && !path.contains("{operation}")) {
                item.getOperations().values().forEach(operation -> describe(path, operation, document));
                paths.addPathItem(path, item);
            }
        });
        OperationPages pages = new OperationPages(paths, document.getComponents());
        operations.all().forEach(pages::add);
        document.setPaths(paths);
    }

    private static void describe(String path, Operation operation, OpenAPI document) {
        InteractionPage.of(String.valueOf(operation.getOperationId())).ifPresent(page ->
                new Page(operation, document.getComponents(), operation.getOperationId()).tag(page.tag()).path(path).parameters(page.parameters())
                        .body(operation.getOperationId()).answers(page.answers()));
    }
}
