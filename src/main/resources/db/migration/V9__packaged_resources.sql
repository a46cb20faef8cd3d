-- Versions of resources that come from packages and that nobody wrote here, the deletion of what no package has any more among them.
-- A resource is a package's as long as its current version is: whoever writes it makes it his own.
-- docs/decisions/0014-packaged-definitions.md
CREATE TABLE packaged_resource (
    rid     bigint NOT NULL REFERENCES resource (rid) ON DELETE CASCADE,
    version integer NOT NULL,
    source  text NOT NULL,                  -- name#version of the package
    PRIMARY KEY (rid, version)
);
