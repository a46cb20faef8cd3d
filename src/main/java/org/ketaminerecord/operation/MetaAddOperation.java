package org.ketaminerecord.operation;

import jakarta.inject.Singleton;
import org.ketaminerecord.interaction.Interactions;

/** {@code $meta-add} (R4 resource-operation-meta-add.html): adds labels. */
@Singleton
public class MetaAddOperation extends MetaChangeOperation {

    MetaAddOperation(Interactions interactions) {
        super(interactions, "meta-add", true);
    }
}
