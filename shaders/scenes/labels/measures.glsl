// Where things lie in the measures of a frame, as MeasureLayout.cs has it, and which frame it is.
layout(std430, binding = 0) buffer Measures { uint measures[]; };

layout(std140, binding = 0) uniform Frame {
    uint width;
    uint height;
    uint instanceCount;
    uint keypointCount;
};

#define VISIBLE_OBJECTS 0u
#define UNHIDDEN_OBJECTS 1u
#define CLASSES 4u
#define RECORDS (CLASSES + 256u)
#define RECORD_WORDS 8u
#define VISIBLE 0u
#define LEFT 1u
#define TOP 2u
#define RIGHT 3u
#define BOTTOM 4u
#define UNHIDDEN 5u
