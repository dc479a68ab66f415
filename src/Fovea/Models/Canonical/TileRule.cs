namespace Fovea.Models.Canonical;

/// <summary>Tile: up to operator set 5 one axis was repeated, and both it and how often were inputs.</summary>
internal static class TileRule
{
    public static void Apply(Node node, GraphRewriter graph)
    {
        if (node.Opset >= 6)
        {
            graph.Emit(node);
            return;
        }

        if (graph.Known(node.Input(1)) is not { } tiles || graph.Known(node.Input(2)) is not { } axis || graph.Facts(node.Input(0)).Rank is not { } rank)
        {
            throw new ModelException(
                $"Node {node.Label} has the form of operator set {node.Opset}, and its axis, its repeats or the rank of its input are not " +
                "constant: export the network for operator set 6 or later.");
        }

        var repeats = new long[rank];
        System.Array.Fill(repeats, 1);
        long at = axis.ToIntegers()[0];
        if (at < 0 || at >= rank)
            throw new ModelException($"Node {node.Label} repeats axis {at} of a tensor of rank {rank}.");
        repeats[at] = tiles.ToIntegers()[0];
        graph.Emit(node.WithInputs(node.Input(0), graph.Constant(node, "repeats", Tensor.Vector(repeats))));
    }
}
