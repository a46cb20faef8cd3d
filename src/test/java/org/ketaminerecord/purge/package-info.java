/** {@code $purge}: what goes, what stays, what is refused, and that it is so among writers and after a crash. */
package org.ketaminerecord.purge;
