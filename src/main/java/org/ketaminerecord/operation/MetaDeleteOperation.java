package org.ketaminerecord.operation;

import jakarta.inject.Singleton;
import org.ketaminerecord.interaction.Interactions;

/** {@code $meta-delete} (R4 resource-operation-meta-delete.html): takes labels off. */
@Singleton
public class MetaDeleteOperation extends MetaChangeOperation {

    MetaDeleteOperation(Interactions interactions) {
        super(interactions, "meta-delete", false);
    }
}
