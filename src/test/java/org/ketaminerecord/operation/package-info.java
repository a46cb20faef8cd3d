/** Operations, over HTTP. */
package org.ketaminerecord.operation;
