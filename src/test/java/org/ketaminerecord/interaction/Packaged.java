package org.ketaminerecord.interaction;

import java.util.List;
import java.util.Optional;
import org.ketaminerecord.packages.PackageFolder;
import org.ketaminerecord.packages.PackagedResource;
import org.ketaminerecord.packages.Packages;

/** What our own package has. */
final class Packaged {

    private static final Packages OWN = new Packages(new PackageFolder(Optional.empty()));

    private Packaged() {
    }

    /** The ids of a type. */
    static List<String> ids(String type) {
        return OWN.ofType(type).stream().map(PackagedResource::id).sorted().toList();
    }
}
