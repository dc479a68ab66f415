// The number of this invocation in a dispatch that is a line, folded into rows of groups where it is long.
int invocation() {
    uint group = gl_WorkGroupID.y * gl_NumWorkGroups.x + gl_WorkGroupID.x;
    return int(group * uint(GROUP_X) + gl_LocalInvocationID.x);
}
