"""Where on a map a label fits: the areas as a fine grid of cells, taken cells left out.

Knows rings and rectangles in mm, not names or verdicts. numpy does the counting.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from vmreport.charts.canvas import Spot

__all__ = ["Land"]

_CELL = 0.6
"""Side of a grid cell in mm."""


class Land:
    """The map as cells; `take` marks the room of a label so that no other stands there."""

    def __init__(
        self, areas: Sequence[Sequence[Sequence[Spot]]], corner: Spot, size: tuple[float, float]
    ) -> None:
        self._corner = corner
        columns, rows = (int(side / _CELL) + 1 for side in size)
        self._x = corner[0] + (np.arange(columns) + 0.5) * _CELL
        self._y = corner[1] + (np.arange(rows) + 0.5) * _CELL
        self._free = np.ones((rows, columns), dtype=bool)
        self._masks = [self._mask(rings) for rings in areas]
        self._leave_out_enclaves()

    def inside(self, area: int, width: float, height: float) -> Spot | None:
        """Give the most central middle of a free rectangle inside an area, None without one."""
        return self._nearest(self._masks[area] & self._free, width, height, self.heart(area))

    def near(self, area: int, width: float, height: float) -> Spot:
        """Give the middle of the free rectangle nearest to an area but outside it.

        Where the map has no room left, the middle of the area itself.
        """
        home = self.heart(area)
        return self._nearest(self._free & ~self._masks[area], width, height, home) or home

    def take(self, centre: Spot, width: float, height: float) -> None:
        """Keep the room of a label free of others."""
        x, y = centre
        across = np.abs(self._x - x) < width / 2 + _CELL
        down = np.abs(self._y - y) < height / 2 + _CELL
        self._free[np.ix_(down, across)] = False

    def heart(self, area: int) -> Spot:
        """Give the middle of the largest square inside an area: its pole, to a cell."""
        mask = self._masks[area]
        if not mask.any():
            return self._corner
        low, high = 1, min(mask.shape)
        while low < high:
            side = (low + high + 1) // 2
            low, high = (side, high) if _fits(mask, side, side).any() else (low, side - 1)
        rows, columns = np.nonzero(_fits(mask, low, low))
        centre = rows.mean(), columns.mean()
        best = int(np.argmin((rows - centre[0]) ** 2 + (columns - centre[1]) ** 2))
        return self._spot(int(rows[best]), int(columns[best]), low, low)

    def _mask(self, rings: Sequence[Sequence[Spot]]) -> NDArray[np.bool_]:
        """Tell which cells have their middle inside the rings (even-odd rule)."""
        inside = np.zeros((len(self._y), len(self._x)), dtype=bool)
        for ring in rings:
            for (x0, y0), (x1, y1) in zip(ring, (*ring[1:], ring[0]), strict=True):
                if y0 == y1:
                    continue
                crossed = (self._y >= min(y0, y1)) & (self._y < max(y0, y1))
                at = x0 + (self._y[crossed] - y0) / (y1 - y0) * (x1 - x0)
                inside[crossed] ^= self._x[np.newaxis, :] < at[:, np.newaxis]
        return inside

    def _leave_out_enclaves(self) -> None:
        """Give cells of two areas to the smaller: it lies on top."""
        given = np.zeros_like(self._free)
        for area in sorted(range(len(self._masks)), key=lambda item: int(self._masks[item].sum())):
            own = self._masks[area] & ~given
            given |= self._masks[area]
            self._masks[area] = own

    def _nearest(
        self, mask: NDArray[np.bool_], width: float, height: float, home: Spot
    ) -> Spot | None:
        down, across = (int(-(-side // _CELL)) for side in (height, width))
        rows, columns = np.nonzero(_fits(mask, down, across))
        if not len(rows):
            return None
        x = self._corner[0] + (columns + across / 2) * _CELL
        y = self._corner[1] + (rows + down / 2) * _CELL
        best = int(np.argmin((x - home[0]) ** 2 + (y - home[1]) ** 2))
        return float(x[best]), float(y[best])

    def _spot(self, row: int, column: int, down: int, across: int) -> Spot:
        return (
            self._corner[0] + (column + across / 2) * _CELL,
            self._corner[1] + (row + down / 2) * _CELL,
        )


def _fits(mask: NDArray[np.bool_], down: int, across: int) -> NDArray[np.bool_]:
    """Tell for every cell whether the rectangle with its top left there lies in the mask."""
    if down > mask.shape[0] or across > mask.shape[1]:
        return np.zeros((0, 0), dtype=bool)
    sums = np.zeros((mask.shape[0] + 1, mask.shape[1] + 1), dtype=np.int64)
    sums[1:, 1:] = mask.cumsum(0).cumsum(1)
    full = (
        sums[down:, across:]
        - sums[:-down, across:]
        - sums[down:, :-across]
        + sums[:-down, :-across]
    )
    return np.asarray(full == down * across)
